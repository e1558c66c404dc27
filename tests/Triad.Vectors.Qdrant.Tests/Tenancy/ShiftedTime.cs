namespace Triad.Vectors.Qdrant.Tests.Tenancy;

/// <summary>The system's clock, set wrong by so much.</summary>
internal sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
