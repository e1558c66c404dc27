using Xunit.Sdk;

namespace Triad.Testing.Contracts;

/// <summary>A fact that minds the <see cref="RequirementAttribute"/> of the class that it runs in.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Triad.Testing.Contracts.ContractFactDiscoverer", "Triad.Testing")]
public sealed class ContractFactAttribute : FactAttribute;
