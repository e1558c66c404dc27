namespace Triad.Gateway.Usage;

/// <summary>Where a page of usage ended, and the span that the first page was of.</summary>
internal sealed record UsageCursor(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset Start, string Kind, string Modality, string Package, string Source);
