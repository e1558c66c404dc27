using System.Globalization;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Gateway.Scaling;

/// <summary>What a trigger of a ScaledObject says, and what follows from the queue for it.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Target">How much of it a replica shall have.</param>
/// <param name="Activation">More than this makes the pool active; apart from the target.</param>
/// <param name="Share">The part of the queue that is this pool's, where several pools empty it.</param>
internal sealed record ScalerTrigger(ScalerMetric Metric, double Target, double Activation, double Share)
{
    private const string MetricKey = "metric";
    private const string TargetKey = "target";
    private const string ActivationKey = "activation";
    private const string ShareKey = "share";

    /// <summary>The metric's name, as KEDA and the autoscaler show it.</summary>
    public string Name => $"triad-ingest-{Metric.ToString().ToLowerInvariant()}";

    /// <summary>Reads the metadata of a trigger; keys that KEDA itself adds are passed over.</summary>
    public static Result<ScalerTrigger> Read(IDictionary<string, string> metadata)
    {
        var word = metadata.TryGetValue(MetricKey, out var given) ? given : string.Empty;
        if (!Enum.TryParse<ScalerMetric>(word, ignoreCase: true, out var metric) || !Enum.IsDefined(metric) || char.IsDigit(word[0]))
            return Error.Of(ErrorReason.FieldInvalid, MetricKey, word, "is no metric", "Write jobs, age or work.");
        var target = Number(metadata, TargetKey, null);
        if (target is not > 0)
            return Wrong(metadata, TargetKey, "Give a number above 0: how much of the metric a replica shall have.");
        var activation = Number(metadata, ActivationKey, 0);
        if (activation is not >= 0)
            return Wrong(metadata, ActivationKey, "Give a number of at least 0: more of the metric starts the first replica.");
        var share = Number(metadata, ShareKey, 1);
        if (share is not (> 0 and <= 1))
            return Wrong(metadata, ShareKey, "Give a number above 0 and at most 1: the part of the queue that this pool empties.");
        return new ScalerTrigger(metric, target.Value, activation.Value, share.Value);
    }

    /// <summary>How much of the metric there is. The age is no amount, and is not divided among pools.</summary>
    public double ValueOf(IngestBacklog backlog) => Metric switch
    {
        ScalerMetric.Jobs => (backlog.Waiting + backlog.InWork) * Share,
        ScalerMetric.Age => backlog.OldestAge.TotalSeconds,
        _ => backlog.Work.TotalSeconds * Share,
    };

    /// <summary>Whether there is enough for a first replica.</summary>
    public bool IsActive(IngestBacklog backlog) => ValueOf(backlog) > Activation;

    private static double? Number(IDictionary<string, string> metadata, string key, double? otherwise) =>
        !metadata.TryGetValue(key, out var text) ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : null;

    private static Error Wrong(IDictionary<string, string> metadata, string key, string remedy) =>
        Error.Of(ErrorReason.FieldInvalid, key, metadata.TryGetValue(key, out var text) ? text : string.Empty, "cannot be", remedy);
}
