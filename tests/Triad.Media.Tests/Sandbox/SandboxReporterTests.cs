using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

public sealed class SandboxReporterTests
{
    private static readonly SandboxTools All = new("/p", "/s", "/b", "/u", IsRoot: true);

    private static readonly Dictionary<Confinement, string> Refusals =
        Enum.GetValues<Confinement>().ToDictionary(confinement => confinement, confinement => $"refused {confinement}");

    [Fact]
    public void FullConfinement_Reported_MissesNothing()
    {
        var report = SandboxReporter.Report(All, Confinement.IsolatedAndFiltered, Refusals);

        Assert.True(report.IsComplete);
        Assert.Equal(Enum.GetValues<SandboxLayer>(), report.Working);
        Assert.Empty(report.Describe());
    }

    [Fact]
    public void Landlock_ReportedByAnOrdinaryUser_MissesNothing() =>
        Assert.True(SandboxReporter.Report(All with { IsRoot = false }, Confinement.Landlocked, Refusals).IsComplete);

    [Theory]
    [InlineData(1, "CallFilter")]
    [InlineData(2, "UnprivilegedUser")]
    [InlineData(3, "UnprivilegedUser FileIsolation ProcessIsolation CallFilter")]
    [InlineData(4, "UnprivilegedUser NoNetwork FileIsolation ProcessIsolation CallFilter")]
    public void WeakerConfinement_Reported_NamesWhatIsMissing(int confinement, string missing)
    {
        var report = SandboxReporter.Report(All, (Confinement)confinement, Refusals);

        Assert.Equal(missing.Split(' '), report.Missing.Select(gap => gap.Layer.ToString()));
        Assert.All(report.Missing, gap => Assert.NotEmpty(gap.Remedy));
        Assert.Equal(Enum.GetValues<SandboxLayer>().Length, report.Working.Count + report.Missing.Count);
    }

    [Fact]
    public void NoTools_Reported_NamesLimitsAndPrivileges()
    {
        var report = SandboxReporter.Report(new(null, null, null, null, IsRoot: false), Confinement.None, Refusals);

        Assert.Contains(report.Missing, gap => gap.Layer == SandboxLayer.ResourceLimits);
        Assert.Contains(report.Missing, gap => gap.Layer == SandboxLayer.NoPrivileges);
        Assert.DoesNotContain(report.Missing, gap => gap.Layer == SandboxLayer.UnprivilegedUser);
    }
}
