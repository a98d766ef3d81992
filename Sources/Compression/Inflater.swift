internal import CZlib

/// Decompresses raw DEFLATE data piece by piece, as ZIP members have it. Wraps zlib's `inflate`.
///
/// Belongs to one thread at a time and is used again and again.
package struct Inflater: ~Copyable {
  /// How far a stream is after a piece of input.
  package enum Progress: Sendable, Hashable {
    case needsInput
    /// The stream has ended; input behind its end was left alone.
    case finished
    /// No DEFLATE data.
    case damaged
    /// `output` wanted no more.
    case stopped
  }

  // zlib keeps a pointer back to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// nil without memory for it.
  package init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let result = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Begins with another stream.
  package mutating func reset() { inflateReset(stream) }

  /// Decompresses all of `input`.
  ///
  /// - Parameters:
  ///   - buffer: room for decompressed bytes, not empty.
  ///   - output: gets every part of them; false ends decompression.
  package mutating func decompress(
    _ input: UnsafeRawBufferPointer, buffer: UnsafeMutableRawBufferPointer, output: (UnsafeRawBufferPointer) -> Bool
  ) -> Progress {
    // zlib does not write to its input.
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(input.count)
    while true {
      stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(buffer.count)
      let result = inflate(stream, Z_NO_FLUSH)
      let count = buffer.count - Int(stream.pointee.avail_out)
      if count > 0, !output(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return .stopped }
      switch result {
      case Z_STREAM_END: return .finished
      // Nothing more to be had from this input.
      case Z_BUF_ERROR: return .needsInput
      case Z_OK: if stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 { return .needsInput }
      default: return .damaged
      }
    }
  }
}
