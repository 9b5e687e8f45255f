import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import WireFormats

@testable import LocalService

@Suite("What the service refuses")
struct RefusalTests {
    private static let thread = "/v1/threads/thread_none/messages"

    @Test(
        "a request that is wrong is told what is wrong with it",
        arguments: [
            (.post, "/v1/assisters", #"{"description":"x"}"#, 400, "name", "Assistant name is required"),
            (.post, "/v1/assisters", #"{"name":" "}"#, 400, "name", "Assistant name is required"),
            (.post, "/v1/assisters", #"{"name":1}"#, 400, "name", "name has the wrong type"),
            (.post, "/v1/assisters", #"{"name":"a","settings":{"pace":-1}}"#, 400, "settings.pace", nil),
            (.post, "/v1/assisters", #"{"name":"a","settings":{"temperature":3}}"#, 400, "settings.temperature", nil),
            (.post, "/v1/assisters", #"[]"#, 400, nil, "The body must be a JSON object"),
            (.post, "/v1/assisters", #"{"name":"#, 400, nil, "The body is not valid JSON"),
            (.post, "/v1/assisters", "", 400, nil, "The body is not valid JSON"),
            (.post, "/v1/assisters/asst_none", #"{"name":"x"}"#, 404, nil, nil),
            (.get, "/v1/assisters?limit=0", nil, 400, "limit", nil),
            (.get, "/v1/assisters?limit=101", nil, 400, "limit", nil),
            (.get, "/v1/assisters?limit", nil, 400, "limit", nil),
            (.get, "/v1/assisters?offset=-1", nil, 400, "offset", nil),
            (.post, thread, #"{"role":"user"}"#, 400, "content", "content is required"),
            (.post, thread, #"{"content":"x"}"#, 400, "role", "role is required"),
            (.post, thread, #"{"role":"system","content":"x"}"#, 400, "role", nil),
            (.post, thread, #"{"role":"user","content":""}"#, 400, "content", nil),
            (.post, thread, #"{"role":"user","content":"x","attachments":[1]}"#, 400, "attachments", nil),
            (.post, thread, #"{"role":"assistant","content":"x","assistant_id":"asst_1"}"#, 400, "role", nil),
            (.post, thread, #"{"role":"user","content":"x","assistant_id":"no"}"#, 404, "assistant_id", nil),
            (.post, thread, #"{"role":"user","content":"x"}"#, 404, nil, "There is no thread thread_none"),
            (.get, thread, nil, 404, nil, nil), (.get, thread + "/stream", nil, 404, nil, nil),
            (.get, "/v1/nothing", nil, 404, nil, nil), (.get, "/", nil, 404, nil, nil),
            (.get, "/v1/threads/..%2f", nil, 404, nil, nil),
        ] as [(HTTPRequest.Method, String, String?, Int, String?, String?)])
    func wrongRequests(
        method: HTTPRequest.Method, path: String, body: String?, status: Int, param: String?, message: String?
    ) async throws {
        try await TestService().withoutSocket { api in
            let reply = try await api.send(method, path, body)
            #expect(reply.status.code == status)
            let error = try #require(reply.error)
            #expect(error.param == param)
            #expect(error.type != nil && error.code != nil && !error.message.isEmpty)
            if let message { #expect(error.message == message) }
        }
    }

    @Test(
        "a method that an address does not have is told those it has",
        arguments: [
            (.put, "/v1/assisters", "GET, POST"), (.patch, "/v1/assisters/asst_1", "GET, POST, DELETE"),
            (.get, "/v1/threads", "POST"), (.options, "/v1/threads/thread_1/messages", "GET, POST"),
            (.post, "/healthz", "GET"),
        ] as [(HTTPRequest.Method, String, String)])
    func wrongMethod(method: HTTPRequest.Method, path: String, allowed: String) async throws {
        try await TestService().withoutSocket { api in
            let reply = try await api.send(method, path)
            #expect(reply.status == .methodNotAllowed)
            #expect(reply.headers[.allow] == allowed)
        }
    }

    @Test(
        "only the right key opens",
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer x", "Basic KEY", "KEY", "Bearer  KEY", "Bearer KEYx", "BearerKEY",
        ])
    func wrongKey(authorization: String?) async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var headers: HTTPFields = [:]
            headers[.authorization] = authorization?.replacingOccurrences(of: "KEY", with: api.key)
            let reply = try await api.client.execute(uri: "/v1/assisters", method: .get, headers: headers)
            #expect(reply.status == .unauthorized)
            #expect(reply.headers[.wwwAuthenticate] == "Bearer")
            #expect(reply.error != nil)
            #expect(reply["X-RateLimit-Limit"] == nil)
        }
    }

    @Test("wrong keys are limited, and never cost those who have the right one")
    func wrongKeysAreLimited() async throws {
        var limits = ServiceLimits()
        limits.wrongKeysPerMinute = 2
        try await TestService(limits: limits).withoutSocket { api in
            for expected in [401, 401, 429, 429] {
                let reply = try await api.client.execute(uri: "/v1/assisters", method: .get)
                #expect(reply.status.code == expected)
                #expect((reply.headers[.retryAfter] != nil) == (expected == 429))
            }
            #expect(try await api.send(.get, "/v1/assisters").status == .ok)
        }
    }

    @Test("each reply tells what is left, and the request over the limit when to come again")
    func rateLimit() async throws {
        var limits = ServiceLimits()
        limits.requestsPerMinute = 2
        try await TestService(limits: limits).withoutSocket { api in
            for (remaining, path, status) in [("1", "/v1/assisters", 200), ("0", "/v1/nothing", 404)] {
                let reply = try await api.send(.get, path)
                #expect(reply.status.code == status)
                #expect(reply["X-RateLimit-Limit"] == "2")
                #expect(reply["X-RateLimit-Remaining"] == remaining)
                #expect(reply["X-RateLimit-Reset"].flatMap(Int.init).map { (1...60).contains($0) } == true)
            }
            let reply = try await api.send(.get, "/v1/assisters")
            #expect(reply.status == .tooManyRequests)
            #expect(reply.headers[.retryAfter] == reply["X-RateLimit-Reset"])
        }
    }

    @Test("a web page is refused before its key is looked at, a health check needs no key")
    func webPages() async throws {
        try await TestService().withoutSocket { api in
            let origin = try await api.send(.get, "/v1/assisters", headers: [.origin: "http://evil.test"])
            #expect(origin.status == .forbidden)
            #expect(origin.headers[.accessControlAllowOrigin] == nil)
            #expect(try await api.client.execute(uri: "/healthz", method: .get).status == .ok)
        }
    }

    @Test(
        "only JSON is taken, of any size and depth up to the limits",
        arguments: [nil, "text/plain", "application/jsonx"])
    func mediaType(type: String?) async throws {
        try await TestService().withoutSocket { api in
            var headers: HTTPFields = [.authorization: "Bearer \(api.key)"]
            headers[.contentType] = type
            let reply = try await api.client.execute(
                uri: "/v1/threads", method: .post, headers: headers, body: .init(string: "{}"))
            #expect(reply.status == .unsupportedMediaType)
            headers[.contentType] = "Application/JSON; charset=utf-8"
            let taken = try await api.client.execute(
                uri: "/v1/threads", method: .post, headers: headers, body: .init(string: "{}"))
            #expect(taken.status == .created)
        }
    }

    @Test("a body is taken up to the limits of size and depth and refused one beyond")
    func limits() async throws {
        var limits = ServiceLimits()
        limits.bodyBytes = 1000
        try await TestService(limits: limits).withoutSocket { api in
            func nested(_ depth: Int) -> String {
                #"{"metadata":{"a":"# + String(repeating: "[", count: depth - 2)
                    + String(repeating: "]", count: depth - 2) + "}}"
            }
            #expect(try await api.send(.post, "/v1/threads", nested(64)).status == .created)
            #expect(try await api.send(.post, "/v1/threads", nested(65)).status == .badRequest)
            let padding = String(repeating: " ", count: 998)
            #expect(try await api.send(.post, "/v1/threads", "{}" + padding).status == .created)
            #expect(try await api.send(.post, "/v1/threads", "{}" + padding + " ").status == .contentTooLarge)
            let long = try await api.send(.get, "/v1/assisters?x=" + String(repeating: "a", count: 8192))
            #expect(long.status == .uriTooLong)
        }
    }
}
