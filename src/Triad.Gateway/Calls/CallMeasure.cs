using Grpc.Core;

namespace Triad.Gateway.Calls;

/// <summary>One call that is being measured; ends when disposed.</summary>
internal sealed class CallMeasure(GatewayInstruments instruments, string method, long started) : IDisposable
{
    /// <summary>How the call ended.</summary>
    public StatusCode Code { get; set; } = StatusCode.Unknown;

    /// <inheritdoc/>
    public void Dispose() => instruments.End(method, Code, started);
}
