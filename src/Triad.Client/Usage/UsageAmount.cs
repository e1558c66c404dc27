using System.Globalization;

namespace Triad.Client;

/// <summary>What was used in a step.</summary>
public sealed record UsageAmount
{
    /// <summary>When the step begins.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The kind of usage.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>What the amount counts: s, search, By, By.h.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>What was embedded; empty where amounts are not told apart by it.</summary>
    public string Modality { get; init; } = string.Empty;

    /// <summary>The model package; empty where amounts are not told apart by it.</summary>
    public string Package { get; init; } = string.Empty;

    /// <summary>What it was done for; empty where amounts are not told apart by it.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>How much, exactly.</summary>
    public decimal Amount { get; init; }

    /// <summary>How many events of the ledger it is the sum of.</summary>
    public long Events { get; init; }

    internal static UsageAmount FromWire(V1.UsageAmount wire) => new()
    {
        Start = wire.StartTime?.ToDateTimeOffset(),
        End = wire.EndTime?.ToDateTimeOffset(),
        Kind = wire.Kind,
        Unit = wire.Unit,
        Modality = wire.Modality,
        Package = wire.Package,
        Source = wire.Source,
        Amount = decimal.TryParse(wire.Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : 0,
        Events = wire.Events,
    };
}
