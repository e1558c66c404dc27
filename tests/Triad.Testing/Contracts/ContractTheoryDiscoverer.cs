using Xunit.Abstractions;
using Xunit.Sdk;

namespace Triad.Testing.Contracts;

/// <summary>Finds theories, and skips those whose class lacks what it needs.</summary>
public sealed class ContractTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        Requirements.WhyMissing(testMethod) is { } reason
            ? [Requirements.Skip(DiagnosticMessageSink, discoveryOptions, testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
