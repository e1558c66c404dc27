namespace Triad.Core.Usage;

/// <summary>A kind of usage that a tenant can be billed for.</summary>
/// <param name="Name">Stored and sent for ever: a-z and "_".</param>
/// <param name="Unit">What its amount counts.</param>
/// <param name="Dimensions">What its amounts are told apart by.</param>
/// <param name="Aggregation">How amounts become one.</param>
/// <param name="Description">One sentence: which instant makes it billable.</param>
public sealed record UsageKind(
    string Name, string Unit, UsageDimensions Dimensions, UsageAggregation Aggregation, string Description)
{
    /// <summary>The type of its CloudEvents.</summary>
    public string EventType => $"triad.usage.v1.{Name}";
}
