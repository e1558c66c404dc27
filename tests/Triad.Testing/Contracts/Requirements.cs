using Xunit.Abstractions;
using Xunit.Sdk;

namespace Triad.Testing.Contracts;

/// <summary>Reads what a test's class needs.</summary>
internal static class Requirements
{
    /// <summary>Why a test cannot run on this machine, or null.</summary>
    public static string? WhyMissing(ITestMethod test) => test.TestClass.Class
        .GetCustomAttributes(typeof(RequirementAttribute).AssemblyQualifiedName!)
        .OfType<IReflectionAttributeInfo>()
        .Select(info => ((RequirementAttribute)info.Attribute).WhyMissing)
        .FirstOrDefault(reason => reason is not null);

    /// <summary>A test that only says why it does not run.</summary>
    public static IXunitTestCase Skip(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod test, string reason) =>
        new XunitSkippedDataRowTestCase(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), test, reason);
}
