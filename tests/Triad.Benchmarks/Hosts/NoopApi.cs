using Grpc.Core;

namespace Triad.Benchmarks.Hosts;

/// <summary>Gives back what it is given.</summary>
internal sealed class NoopApi : Noop.NoopBase
{
    public override Task<NoopMessage> Call(NoopMessage request, ServerCallContext context) => Task.FromResult(request);
}
