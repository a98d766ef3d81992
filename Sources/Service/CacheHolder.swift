internal import Cache

/// Who has a cache directory that this process would like to use, in words with what to do; nil where nobody has.
///
/// - Parameter mountPoint: that of the mount that would use it; one it had before may be about to end.
package func cacheHolder(of directory: String, besides mountPoint: String) -> String? {
  CacheStore.holder(of: directory, besides: mountPoint)?.description
}
