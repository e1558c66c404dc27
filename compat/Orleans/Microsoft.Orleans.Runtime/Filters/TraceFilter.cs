using System.Diagnostics;
using Orleans.Diagnostics;

namespace Orleans.Runtime.Filters;

/// <summary>Carries the trace in the request context, as W3C Trace Context writes it, with a span at both ends of a call.</summary>
internal sealed class TraceFilter : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string TraceParent = "traceparent";

    private static readonly ActivitySource Source = new(ActivitySources.ApplicationGrainActivitySourceName, "1.1.0");

    /// <summary>Whether nobody listens: then calls need not pass here.</summary>
    public static bool IsIdle => !Source.HasListeners();

    public Task Invoke(IOutgoingGrainCallContext context) => IsIdle ? context.Invoke() : SendSpanAsync(context);

    public Task Invoke(IIncomingGrainCallContext context) => IsIdle ? context.Invoke() : ReceiveSpanAsync(context);

    private static async Task SendSpanAsync(IOutgoingGrainCallContext context)
    {
        using var span = Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        if (span is not null)
            RequestContext.Set(TraceParent, span.Id!);
        await context.Invoke();
    }

    private static async Task ReceiveSpanAsync(IIncomingGrainCallContext context)
    {
        using var span = Source.StartActivity(
            context.Request.GetActivityName(), ActivityKind.Server, RequestContext.Get(TraceParent) as string);
        await context.Invoke();
    }
}
