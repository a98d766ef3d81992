internal import HTTPClient
internal import Model
internal import Sources
internal import Testing

@Suite("Signatures of requests") struct RequestSignerTests {
  /// A request of AWS's own examples, and its signature.
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "GET"
    var url: String
    var headers: [String] = []
    var payloadHash = emptyHash
    var signature: String
    var testDescription: String { name }
  }

  static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  private static let unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

  /// Of AWS's `aws-sig-v4-test-suite`: those whose paths are the same where each name is encoded once.
  static let suite = [
    Example(
      name: "get-vanilla", url: "/", signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
    Example(
      name: "get-vanilla-empty-query-key", url: "/?Param1=value1",
      signature: "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"),
    Example(
      name: "get-vanilla-query-order-key-case", url: "/?Param2=value2&Param1=value1",
      signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
    Example(
      name: "get-vanilla-query-order-value", url: "/?Param1=value2&Param1=value1",
      signature: "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694"),
    Example(
      name: "get-vanilla-query-order-encoded", url: "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
      signature: "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"),
    Example(
      name: "get-vanilla-query-unreserved", url: "/?\(unreserved)=\(unreserved)",
      signature: "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
    Example(
      name: "get-vanilla-utf8-query", url: "/?ሴ=bar",
      signature: "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
    Example(
      name: "get-unreserved", url: "/\(unreserved)",
      signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
    Example(
      name: "get-utf8", url: "/ሴ", signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    Example(
      name: "get-space-unnormalized", url: "/example space/",
      signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
    Example(
      name: "get-header-value-trim", url: "/", headers: ["My-Header1: value1", "My-Header2: \"a   b   c\""],
      signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
    Example(
      name: "get-header-value-order", url: "/",
      headers: ["My-Header1:value4", "My-Header1:value1", "My-Header1:value3", "My-Header1:value2"],
      signature: "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"),
    Example(
      name: "post-vanilla", method: "POST", url: "/",
      signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    Example(
      name: "post-header-value-case", method: "POST", url: "/", headers: ["My-Header1:VALUE1"],
      signature: "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"),
  ]

  /// Of the page "Signature Calculations for the Authorization Header" of S3's documentation.
  static let documented = [
    Example(
      name: "GET Object", url: "/test.txt", headers: ["Range: bytes=0-9"],
      signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
    Example(
      name: "PUT Object", method: "PUT", url: "/test$file.text",
      headers: ["Date: Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class: REDUCED_REDUNDANCY"],
      payloadHash: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
      signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
    Example(
      name: "GET Bucket Lifecycle", url: "/?lifecycle",
      signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    Example(
      name: "Get Bucket (List Objects)", url: "/?max-keys=2&prefix=J",
      signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
  ]

  private func authorization(
    _ example: Example, host: String, _ signer: RequestSigner, at seconds: Int64, service: String, _ own: [String]
  ) throws -> String {
    let headers = (example.headers + own).map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (name: String(parts[0]), value: String(parts[1]))
    }
    let request = SignableRequest(
      method: example.method, try #require(WebAddress("https://" + host + example.url)), headers: headers,
      payloadHash: example.payloadHash)
    return signer.authorization(of: request, at: seconds, service: service)
  }

  @Test(arguments: suite) func `AWS's test suite is signed as it says`(example: Example) throws {
    let signer = RequestSigner(
      accessKey: "AKIDEXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), region: "us-east-1")
    let found = try authorization(
      example, host: "example.amazonaws.com", signer, at: 1_440_938_160, service: "service",
      ["X-Amz-Date: 20150830T123600Z"])
    #expect(found.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "))
    #expect(found.hasSuffix(", Signature=\(example.signature)"))
  }

  @Test(arguments: documented) func `so are the examples of S3's documentation`(example: Example) throws {
    let signer = RequestSigner(
      accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
      region: "us-east-1")
    let found = try authorization(
      example, host: "examplebucket.s3.amazonaws.com", signer, at: 1_369_353_600, service: "s3",
      ["x-amz-content-sha256: \(example.payloadHash)", "x-amz-date: 20130524T000000Z"])
    #expect(found.hasSuffix(", Signature=\(example.signature)"))
  }

  @Test func `a request carries what is signed, and no secret key`() throws {
    let signer = RequestSigner(
      accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
      sessionToken: Secret("a token"), region: "us-east-1")
    let address = try #require(WebAddress("https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J"))
    let headers = signer.headers(for: .get, address, at: 1_369_353_600)
    #expect(
      headers.map(\.name) == ["x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "Authorization"])
    #expect(headers[1].value == "20130524T000000Z" && headers[2].value == "a token")
    #expect(headers[3].value.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"))
    #expect(signer.headers(for: .head, address, at: 1_369_353_600)[3].value != headers[3].value)
    for text in ["\(headers)", "\(signer)", String(reflecting: signer)] { #expect(!text.contains("EXAMPLEKEY")) }
    #expect(!"\(signer)".contains("a token"))
  }

  /// Seconds since 1970, as signatures have them.
  @Test(arguments: [
    (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
    (1_709_251_199, "20240229T235959Z"), (1_709_251_200, "20240301T000000Z"), (4_102_444_799, "20991231T235959Z"),
  ])
  func `times are those of the calendar`(seconds: Int64, expected: String) throws {
    let signer = RequestSigner(accessKey: "a", secretKey: Secret("b"), region: "r")
    let headers = signer.headers(for: .get, try #require(WebAddress("http://h/")), at: seconds)
    #expect(headers.first { $0.name == "x-amz-date" }?.value == expected)
  }
}
