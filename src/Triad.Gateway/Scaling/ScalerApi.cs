using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Scaling.Keda;

namespace Triad.Gateway.Scaling;

/// <summary>
/// The external scaler of KEDA. It asks for no key, since KEDA sends none: an address of its own serves it, which only KEDA shall reach, and it tells
/// sums over all tenants alone.
/// </summary>
internal sealed class ScalerApi(BacklogReader backlog, IHostApplicationLifetime lifetime, TimeProvider time) : ExternalScaler.ExternalScalerBase
{
    /// <summary>Everybody who reaches the address may call.</summary>
    public static readonly CallRule Rule = new(CallScopes.None);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task<IsActiveResponse> IsActive(ScaledObjectRef request, ServerCallContext context)
    {
        var trigger = Read(request);
        return new IsActiveResponse { Result = trigger.IsActive(await backlog.ReadAsync(context.CancellationToken)) };
    }

    /// <inheritdoc/>
    public override async Task StreamIsActive(ScaledObjectRef request, IServerStreamWriter<IsActiveResponse> responseStream, ServerCallContext context)
    {
        var trigger = Read(request);

        // A server that stops ends its streams: they would hold it up.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var told = (bool?)null;
        while (true)
        {
            var isActive = trigger.IsActive(await backlog.ReadAsync(end.Token));
            if (isActive != told)
                await responseStream.WriteAsync(new IsActiveResponse { Result = isActive }, end.Token);
            told = isActive;
            await Task.Delay(Period, time, end.Token);
        }
    }

    /// <inheritdoc/>
    public override Task<GetMetricSpecResponse> GetMetricSpec(ScaledObjectRef request, ServerCallContext context)
    {
        var trigger = Read(request);
        return Task.FromResult(new GetMetricSpecResponse
        {
            MetricSpecs = { new MetricSpec { MetricName = trigger.Name, TargetSize = (long)Math.Ceiling(trigger.Target), TargetSizeFloat = trigger.Target } },
        });
    }

    /// <inheritdoc/>
    public override async Task<GetMetricsResponse> GetMetrics(GetMetricsRequest request, ServerCallContext context)
    {
        var trigger = Read(request.ScaledObjectRef ?? new ScaledObjectRef());
        var value = trigger.ValueOf(await backlog.ReadAsync(context.CancellationToken));
        return new GetMetricsResponse
        {
            // KEDA knows the metric by the name that it asks with.
            MetricValues = { new MetricValue { MetricName = request.MetricName, MetricValue_ = (long)Math.Ceiling(value), MetricValueFloat = value } },
        };
    }

    private static ScalerTrigger Read(ScaledObjectRef reference) => ScalerTrigger.Read(reference.ScalerMetadata).OrThrow();
}
