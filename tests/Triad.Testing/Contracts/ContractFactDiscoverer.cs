using Xunit.Abstractions;
using Xunit.Sdk;

namespace Triad.Testing.Contracts;

/// <summary>Finds facts, and skips those whose class lacks what it needs.</summary>
public sealed class ContractFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Requirements.WhyMissing(testMethod) is { } reason
            ? [Requirements.Skip(DiagnosticMessageSink, discoveryOptions, testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
