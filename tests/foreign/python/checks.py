"""Drives a platform with grpcio alone. One line of JSON for each check: {"check", "ok", "detail"}.

Usage: checks.py HOST:PORT OPERATOR_KEY MEDIA [CA]     (an empty key: only whether reflection is off)
"""

import json
import queue
import sys
import threading
import time
import traceback

import grpc

from reflected import INFO, Reflected

TENANT, LIBRARY, SEARCH, HEALTH = "triad.v1.TenantService/", "triad.v1.LibraryService/", "triad.v1.SearchService/", "grpc.health.v1.Health/"
MIB = 1 << 20
PATIENCE = 120
BIG = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def connect(address, ca, options=()):
    options = [*BIG, *options]
    if not ca:
        return grpc.insecure_channel(address, options)
    with open(ca, "rb") as file:
        return grpc.secure_channel(address, grpc.ssl_channel_credentials(file.read()), options)


class Checks:
    def __init__(self, address, operator, media, ca):
        self.address, self.ca = address, ca
        self.channel = connect(address, ca)
        self.platform = Reflected(self.channel)
        self.operator = operator
        self.media = media
        self.key = None
        self.video = None

    # --- what all checks use

    def call(self, path, request, key=None, timeout=PATIENCE, **more):
        metadata = [("authorization", f"Bearer {key or self.key}")] if (key or self.key) else []
        return self.platform.method(path)(request, metadata=metadata, timeout=timeout, **more)

    def new(self, name, /, **fields):
        return self.platform.message(f"triad.v1.{name}")(**fields)

    def refusal(self, action, code):
        """The details of the refusal that an action ends with."""
        try:
            result = action()
            if hasattr(result, "__next__"):
                list(result)
        except grpc.RpcError as error:
            assert error.code() == code, f"{error.code()} {error.details()} instead of {code}"
            return self.details(error)
        raise AssertionError(f"no refusal, but {code} was expected")

    def details(self, error):
        trailer = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin")
        assert trailer, f"{error.code()} came without details"
        status = self.platform.message("google.rpc.Status").FromString(trailer)
        assert (status.code, status.message) == (error.code().value[0], error.details())
        unpacked = {}
        for detail in status.details:
            name = detail.type_url.split("/")[-1]
            unpacked[name.split(".")[-1]] = self.platform.message(name).FromString(detail.value)
        return unpacked

    def upload(self, header, chunks):
        request = self.platform.message("triad.v1.UploadVideoRequest")
        yield request(header=header)
        for chunk in chunks:
            yield request(chunk=chunk)

    def query(self, text):
        return self.new("Query", parts=[self.new("Part", text=text)])

    # --- the checks, in this order

    def reflection(self):
        services = self.platform.services()
        for name in ("triad.v1.TenantService", "triad.v1.LibraryService", "triad.v1.SearchService", "grpc.health.v1.Health"):
            assert name in services, services
            self.platform.learn(name)
        self.platform.learn("google.rpc.Status")
        self.platform.learn("google.rpc.ErrorInfo")
        self.platform.learn("triad.v1.ErrorReason")
        try:
            self.platform.learn("triad.v1.Nothing")
        except LookupError:
            return
        raise AssertionError("a symbol that is not there was described")

    def health(self):
        check = lambda name: self.call(HEALTH + "Check", self.platform.message("grpc.health.v1.HealthCheckRequest")(service=name)).status
        for name in ("", "liveness", "readiness", "gateway", "silo", "embed", "triad.v1.SearchService"):
            assert check(name) == 1, f"{name!r} is {check(name)}"
        try:
            check("nobody")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.NOT_FOUND, error
        else:
            raise AssertionError("an unknown name is known")
        watch = self.call(HEALTH + "Watch", self.platform.message("grpc.health.v1.HealthCheckRequest")(service="embed"))
        assert next(watch).status == 1
        watch.cancel()

    def onboarding(self):
        self.tenant = f"python-{time.time_ns()}"
        made = self.call(TENANT + "CreateTenant", self.new("CreateTenantRequest", tenant=self.new("Tenant", id=self.tenant, display_name="größer ☂")), self.operator)
        assert made.display_name == "größer ☂" and made.space
        key = self.call(TENANT + "CreateApiKey", self.new("CreateApiKeyRequest", tenant_id=self.tenant, scopes=[1, 2]), self.operator)
        self.key = key.key
        listed = self.call(TENANT + "ListApiKeys", self.new("ListApiKeysRequest", tenant_id=self.tenant), self.operator)
        assert [each.id for each in listed.api_keys] == [key.api_key.id]
        assert self.call(TENANT + "GetTenant", self.new("GetTenantRequest", tenant_id=self.tenant), self.operator) == made

    def upload_and_watch(self):
        with open(self.media, "rb") as file:
            content = file.read()
        header = self.new("UploadHeader", video_id="clip", name="größer ☂.mp4", size_bytes=len(content))
        header.metadata["camera"].string_value = "left ☂"
        header.metadata["year"].number_value = 1843
        chunks = [content[at:at + 64 * 1024] for at in range(0, len(content), 64 * 1024)]
        video = self.call(LIBRARY + "UploadVideo", self.upload(header, chunks))
        assert (video.id, video.size_bytes) == ("clip", len(content)), video
        events = list(self.call(LIBRARY + "WatchVideo", self.new("WatchVideoRequest", video_id="clip")))
        sequences = [event.sequence for event in events]
        assert sequences == sorted(set(sequences)), sequences
        self.video = events[-1].video
        assert self.video.state == 7 and self.video.watermark, self.video
        assert self.video.metadata["camera"].string_value == "left ☂" and self.video.name == "größer ☂.mp4"

    def search(self):
        options = self.new("SearchOptions", limit=1, wait_for=self.video.watermark, group_by=2)
        request = self.new("SearchRequest", query=self.query("a red ring"), options=options)
        found = self.call(SEARCH + "Search", request)
        assert found.hits[0].video_id == "clip" and -1 <= found.hits[0].score <= 1 and found.shards_answered == found.shards_asked
        assert found.hits[0].metadata["year"].number_value == 1843
        stored = self.new("Query", parts=[self.new("Part", stored=self.new("StoredItem", video_id="clip"), weight=2.0)])
        assert abs(self.call(SEARCH + "Search", self.new("SearchRequest", query=stored)).hits[0].score - 1) < 1e-3
        vector = self.call(SEARCH + "Embed", self.new("EmbedRequest", query=self.query("a red ring"))).vector
        assert abs(sum(value * value for value in vector.values) - 1) < 1e-3 and vector.space == found.space

    def lists(self):
        listed = self.call(LIBRARY + "ListVideos", self.new("ListVideosRequest", page_size=1))
        assert [video.id for video in listed.videos] == ["clip"] and not listed.next_page_token
        segments = self.call(LIBRARY + "GetSegments", self.new("GetSegmentsRequest", video_id="clip"))
        assert len(segments.segments) == self.video.segment_count

    def cancellation(self):
        header = self.new("UploadHeader", video_id="broken-off")
        held = queue.Queue()
        for message in self.upload(header, [b"x" * 1000]):
            held.put(message)
        call = self.platform.method(LIBRARY + "UploadVideo").future(iter(held.get, None), metadata=[("authorization", f"Bearer {self.key}")])
        while not held.empty():
            time.sleep(0.01)
        call.cancel()
        assert call.cancelled()
        missing = lambda: self.call(LIBRARY + "GetVideo", self.new("GetVideoRequest", video_id="broken-off"))
        assert self.refusal(missing, grpc.StatusCode.NOT_FOUND)["ErrorInfo"].reason == "VIDEO_NOT_FOUND"
        held.put(None)
        watch = self.call(HEALTH + "Watch", self.platform.message("grpc.health.v1.HealthCheckRequest")())
        next(watch)
        threading.Timer(0.1, watch.cancel).start()
        try:
            next(watch)
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.CANCELLED, error
        else:
            raise AssertionError("a cancelled stream went on")

    def deadlines(self):
        def ends(path, request, **more):
            try:
                result = self.call(path, request, timeout=0.5, **more)
                if hasattr(result, "__next__"):
                    list(result)
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error
                return
            raise AssertionError(f"{path} did not end by its deadline")

        ends(HEALTH + "Watch", self.platform.message("grpc.health.v1.HealthCheckRequest")())
        held = queue.Queue()
        for message in self.upload(self.new("UploadHeader", video_id="too-slow"), [b"x"]):
            held.put(message)
        ends(LIBRARY + "UploadVideo", iter(held.get, None))
        held.put(None)
        missing = lambda: self.call(LIBRARY + "GetVideo", self.new("GetVideoRequest", video_id="too-slow"))
        self.refusal(missing, grpc.StatusCode.NOT_FOUND)

    def big_messages(self):
        invalid = grpc.StatusCode.INVALID_ARGUMENT
        send = lambda size: self.call(LIBRARY + "UploadVideo", self.upload(self.new("UploadHeader", video_id=f"chunk-{size}"), [b"\0" * size]))
        assert send(MIB).size_bytes == MIB
        over = self.refusal(lambda: send(MIB + 1), invalid)
        assert over["ErrorInfo"].reason == "LIMIT_EXCEEDED" and over["BadRequest"].field_violations[0].field == "chunk"
        embed = lambda **part: self.call(SEARCH + "Embed", self.new("EmbedRequest", query=self.new("Query", parts=[self.new("Part", **part)])))
        near = self.refusal(lambda: embed(video=b"\0" * (48 * MIB)), invalid)
        assert near["ErrorInfo"].reason == "MEDIA_UNSUPPORTED", near
        beyond = self.refusal(lambda: embed(video=b"\0" * (48 * MIB + 1)), invalid)
        assert beyond["ErrorInfo"].reason == "LIMIT_EXCEEDED" and "MaxQueryVideoBytes" in beyond["BadRequest"].field_violations[0].description
        far = self.refusal(lambda: embed(video=b"\0" * (64 * MIB)), invalid)
        assert far["ErrorInfo"].reason == "LIMIT_EXCEEDED" and "MaxMessageBytes" in far["BadRequest"].field_violations[0].description

    def errors(self):
        code = grpc.StatusCode
        missing = self.refusal(lambda: self.call(LIBRARY + "GetVideo", self.new("GetVideoRequest", video_id="none")), code.NOT_FOUND)["ErrorInfo"]
        assert (missing.reason, missing.domain, missing.metadata["field"], missing.metadata["value"]) == ("VIDEO_NOT_FOUND", "triad", "video_id", "none")
        assert missing.metadata["remedy"]
        odd = self.refusal(lambda: self.call(LIBRARY + "GetVideo", self.new("GetVideoRequest", video_id="größer ☂ %41")), code.INVALID_ARGUMENT)
        assert odd["ErrorInfo"].metadata["value"] == "größer ☂ %41" and "größer ☂ %41" in odd["BadRequest"].field_violations[0].description
        request = self.new("SearchRequest", query=self.query(" "), options=self.new("SearchOptions", limit=0, group_by=9, representations=["!"]))
        many = self.refusal(lambda: self.call(SEARCH + "Search", request), code.INVALID_ARGUMENT)["BadRequest"].field_violations
        assert {"query.parts[0].text", "options.limit", "options.group_by", "options.representations[0]"} <= {each.field for each in many}, many
        keyless = self.refusal(lambda: self.call(SEARCH + "Search", request, key="nonsense"), code.UNAUTHENTICATED)
        assert keyless["ErrorInfo"].reason == "KEY_INVALID"
        scope = self.refusal(lambda: self.call(TENANT + "ListTenants", self.new("ListTenantsRequest")), code.PERMISSION_DENIED)
        assert scope["ErrorInfo"].reason == "SCOPE_MISSING"
        try:
            self.channel.unary_unary("/triad.v1.SearchService/Nonsense")(b"", timeout=PATIENCE)
        except grpc.RpcError as error:
            assert error.code() == code.UNIMPLEMENTED, error

    def many_at_once(self):
        request = self.new("SearchRequest", query=self.query("a red ring"))
        method = self.platform.method(SEARCH + "Search")
        calls = [method.future(request, metadata=[("authorization", f"Bearer {self.key}")], timeout=PATIENCE) for _ in range(40)]
        assert {call.result().hits[0].video_id for call in calls} == {"clip"}

    def compression(self):
        with connect(self.address, self.ca, [("grpc.default_compression_algorithm", 2)]) as channel:
            platform, self.platform.channel = self.platform.channel, channel
            try:
                listed = self.call(LIBRARY + "ListVideos", self.new("ListVideosRequest"), compression=grpc.Compression.Gzip)
            finally:
                self.platform.channel = platform
        assert listed.videos


ORDER = ["reflection", "health", "onboarding", "upload_and_watch", "search", "lists", "cancellation", "deadlines", "big_messages", "errors", "many_at_once", "compression"]


def reflection_off(address, ca):
    try:
        next(connect(address, ca).stream_stream(INFO)(iter([b""]), timeout=PATIENCE))
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error
        return
    raise AssertionError("reflection answers")


def report(name, action):
    try:
        action()
        print(json.dumps({"check": name, "ok": True, "detail": ""}), flush=True)
    except Exception:
        print(json.dumps({"check": name, "ok": False, "detail": traceback.format_exc(limit=-3)}), flush=True)


def main(address, operator, media, ca=None):
    if not operator:
        report("reflection_off", lambda: reflection_off(address, ca))
        return
    checks = Checks(address, operator, media, ca)
    for name in ORDER:
        report(name, getattr(checks, name))


if __name__ == "__main__":
    main(*sys.argv[1:])
