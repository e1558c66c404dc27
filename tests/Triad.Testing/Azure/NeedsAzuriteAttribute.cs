using Triad.Testing.Contracts;

namespace Triad.Testing.Azure;

/// <summary>The tests of a class run against azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : RequirementAttribute
{
    /// <inheritdoc/>
    public override string? WhyMissing => Azurite.WhyMissing;
}
