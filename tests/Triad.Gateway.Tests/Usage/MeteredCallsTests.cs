using Triad.Core.Usage;
using Triad.Gateway.Calls;
using Triad.Gateway.Usage;

namespace Triad.Gateway.Tests.Usage;

public sealed class MeteredCallsTests
{
    [Fact]
    public void Table_EveryCallOfTheContract_IsEntered() =>
        Assert.DoesNotContain(RawCall.Methods.Select(RawCall.PathOf), path => MeteredCalls.Find(path) is null);

    [Fact]
    public void Table_EveryRow_IsOfACall() => Assert.Empty(MeteredCalls.Paths.Except(RawCall.Methods.Select(RawCall.PathOf)));

    [Fact]
    public void Table_EveryCallThatATenantMayMake_IsMetered() =>
        Assert.All(
            RawCall.Methods.Select(RawCall.PathOf).Where(path => (CallRules.Find(path)!.Scopes & (CallScopes.Search | CallScopes.Ingest)) != CallScopes.None),
            path => Assert.NotEmpty(MeteredCalls.Find(path)!));

    [Fact]
    public void Table_AsAWhole_HasEveryKindThatACallCanCause() =>
        Assert.Equal(
            UsageKinds.All.Except([UsageKinds.TranscribedSeconds]).OrderBy(kind => kind.Name, StringComparer.Ordinal),
            MeteredCalls.Paths.SelectMany(path => MeteredCalls.Find(path)!).Distinct().OrderBy(kind => kind.Name, StringComparer.Ordinal));
}
