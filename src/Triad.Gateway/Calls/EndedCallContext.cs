using Grpc.Core;

namespace Triad.Gateway.Calls;

/// <summary>A call that ends at a token of ours, and not with its caller alone.</summary>
internal sealed class EndedCallContext(ServerCallContext call, CancellationToken end) : ServerCallContext
{
    // Where GetHttpContext looks in contexts that are not its own.
    private const string HttpContextKey = "__HttpContext";

    private readonly Dictionary<object, object> _state = new(call.UserState) { [HttpContextKey] = call.GetHttpContext() };

    protected override IDictionary<object, object> UserStateCore => _state;

    protected override string MethodCore => call.Method;

    protected override string HostCore => call.Host;

    protected override string PeerCore => call.Peer;

    protected override DateTime DeadlineCore => call.Deadline;

    protected override Metadata RequestHeadersCore => call.RequestHeaders;

    protected override CancellationToken CancellationTokenCore => end;

    protected override Metadata ResponseTrailersCore => call.ResponseTrailers;

    protected override Status StatusCore
    {
        get => call.Status;
        set => call.Status = value;
    }

    protected override WriteOptions? WriteOptionsCore
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    protected override AuthContext AuthContextCore => call.AuthContext;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => call.CreatePropagationToken(options);

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => call.WriteResponseHeadersAsync(responseHeaders);
}
