using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>A call that nobody has cancelled.</summary>
internal sealed class ServerCallContextDouble : ServerCallContext
{
    // Where gRPC looks for the request of a call that is not its own.
    public ServerCallContextDouble() => UserState["__HttpContext"] = new DefaultHttpContext();

    protected override string MethodCore => "/triad.v1.LibraryService/UploadVideo";

    protected override string HostCore => "here";

    protected override string PeerCore => "ipv4:127.0.0.1:1";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => CancellationToken.None;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
