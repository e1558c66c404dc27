using Xunit.Sdk;

namespace Triad.Testing.Contracts;

/// <summary>A theory that minds the <see cref="RequirementAttribute"/> of the class that it runs in.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Triad.Testing.Contracts.ContractTheoryDiscoverer", "Triad.Testing")]
public sealed class ContractTheoryAttribute : TheoryAttribute;
