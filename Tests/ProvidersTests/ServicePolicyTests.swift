import ChatModel
import Foundation
import Testing

@testable import Providers

@Suite("Addresses, proxies and waits")
struct ServicePolicyTests {
    @Test("Retry-After is read as seconds, as milliseconds and as a date, and only when it lies ahead")
    func retryAfter() {
        let now = Date(timeIntervalSince1970: 784_111_777)
        func wait(_ text: String) -> Duration? { RetryAfter.duration(milliseconds: nil, seconds: text, now: now) }
        #expect(wait("7") == .seconds(7))
        #expect(wait(" 1.5 ") == .milliseconds(1500))
        #expect(wait("Sun, 06 Nov 1994 08:49:47 GMT") == .seconds(10))
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "0", "-3", "", "soon", "nan", "inf", "1e12"] {
            #expect(wait(text) == nil, "\(text)")
        }
        #expect(RetryAfter.duration(milliseconds: "250", seconds: "9", now: now) == .milliseconds(250))
        #expect(RetryAfter.duration(milliseconds: nil, seconds: nil, now: now) == nil)
    }

    @Test("Waits double from the first to the longest, and jitter only shortens them")
    func backoff() {
        let policy = RetryPolicy(mostRetries: 9)
        let waits = (0..<7).map { policy.wait(after: .unreachable(.refused), retries: $0, jitter: 1) }
        #expect(waits == [0.5, 1, 2, 4, 8, 8, 8].map { .seconds($0) })
        #expect(policy.wait(after: .unreachable(.refused), retries: 0, jitter: 0.75) == .milliseconds(375))
        #expect(policy.wait(after: .unreachable(.refused), retries: 9, jitter: 1) == nil)
    }

    @Test("This machine is known by all of its names, and others are not taken for it")
    func loopback() throws {
        for host in ["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.9.9", "[::1]"] {
            #expect(try ServiceAddress("http://\(host):8080/v1").isLoopback, "\(host)")
        }
        for host in ["localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "127.1", "example.com", "[::2]"] {
            #expect(try !ServiceAddress("https://\(host)/v1").isLoopback, "\(host)")
        }
    }

    @Test("An address must be http or https, and https off this machine")
    func addresses() throws {
        for text in ["", "ftp://x", "https://", "https://u:p@x/v1", "https://x/v1?a=b", "/v1", "http://example.com/v1"]
        {
            #expect(throws: Failure.self) { try ServiceAddress(text) }
        }
        #expect(try ServiceAddress("http://example.com/v1", allowsPlainHTTP: true).authority == "example.com")
        #expect(
            try ServiceAddress("https://Example.com:8443/v1/").url(of: "threads")
                == "https://Example.com:8443/v1/threads")
        #expect(try ServiceAddress("http://[::1]:80/").authority == "[::1]")
        #expect(try ServiceAddress("http://127.0.0.1:4242/v1").authority == "127.0.0.1:4242")
    }

    @Test("A proxy is taken from the environment, but never for this machine or an exempt host")
    func proxies() throws {
        func proxy(_ address: String, _ environment: [String: String]) throws -> String? {
            ProxyChoice(for: try ServiceAddress(address), environment: environment).map { "\($0.host):\($0.port)" }
        }
        let named = ["https_proxy": "http://proxy.lan:3128", "http_proxy": "http://proxy.lan:3128"]
        #expect(try proxy("https://api.example.com/v1", named) == "proxy.lan:3128")
        #expect(try proxy("https://api.example.com/v1", ["HTTPS_PROXY": "proxy.lan:3128"]) == "proxy.lan:3128")
        #expect(try proxy("https://api.example.com/v1", ["http_proxy": "proxy.lan"]) == nil)
        #expect(try proxy("https://api.example.com/v1", ["https_proxy": ""]) == nil)
        for local in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://localhost"] {
            #expect(try proxy(local, named) == nil)
        }
        for list in ["*", "example.com", ".example.com", "a.b, API.EXAMPLE.COM"] {
            #expect(try proxy("https://api.example.com/v1", named.merging(["no_proxy": list]) { $1 }) == nil, "\(list)")
        }
        for list in ["ple.com", "x.example.com", ","] {
            #expect(try proxy("https://api.example.com/v1", named.merging(["no_proxy": list]) { $1 }) != nil, "\(list)")
        }
        let choice = ProxyChoice(
            for: try ServiceAddress("https://x"), environment: ["https_proxy": "http://me:secret@proxy.lan:1"])
        #expect(choice?.user == "me" && choice?.password == "secret")
    }

    @Test("Every fault is told in whole sentences without a full stop")
    func words() {
        let refusals = [301, 400, 401, 403, 404, 413, 429, 500, 503, 529].map {
            ServiceFault.refused(Refusal(status: $0, message: ""))
        }
        let faults: [ServiceFault] =
            refusals + [
                .unreachable(.refused), .unreachable(.unknownName), .unreachable(.timedOut),
                .closed(afterFirstByte: true),
                .unreachable(.insecure("its certificate is for another host")), .unreachable(.other("no route")),
                .silent(.seconds(120)), .tooLarge(limit: 1 << 20), .unreadable("it is odd"),
                .troubled(message: "Broken."),
            ]
        for fault in faults {
            for hasText in [true, false] {
                let failure = fault.failure(of: "host", hasText: hasText)
                for sentence in [failure.what, failure.why, failure.remedy] {
                    #expect(!sentence.isEmpty && !sentence.hasSuffix("."))
                }
            }
        }
        let long = ServiceFault.troubled(message: String(repeating: "word ", count: 1000)).failure(of: "host")
        #expect(long.why.count == 300)
    }
}
