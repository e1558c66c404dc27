namespace Triad.Testing.Contracts;

/// <summary>
/// Stands on a test class that needs something which a machine may lack; its <see cref="ContractFactAttribute"/>s, inherited ones too, are then
/// skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class RequirementAttribute : Attribute
{
    /// <summary>Why the tests are skipped, or null where all is there.</summary>
    public abstract string? WhyMissing { get; }
}
