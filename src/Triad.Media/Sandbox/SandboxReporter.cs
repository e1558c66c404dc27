namespace Triad.Media.Sandbox;

/// <summary>Says which layers a confinement gives and how the missing ones can be had.</summary>
internal static class SandboxReporter
{
    private const string InstallUtilLinux = "Install the package util-linux.";
    private const string RunUnprivileged = "Run the service as an ordinary user, or let bwrap work so that FFmpeg runs as nobody.";
    private const string AllowNamespaces =
        "Install bubblewrap and let this user make user namespaces (sysctl kernel.unprivileged_userns_clone=1 or "
        + "kernel.apparmor_restrict_unprivileged_userns=0; in a container a seccomp profile that allows unshare and mount).";

    /// <summary>Makes the report.</summary>
    /// <param name="tools">The tools that were found.</param>
    /// <param name="confinement">The confinement that worked.</param>
    /// <param name="refusals">Why the stricter ones did not.</param>
    public static SandboxReport Report(
        SandboxTools tools,
        Confinement confinement,
        IReadOnlyDictionary<Confinement, string> refusals)
    {
        var gaps = Gaps(tools, confinement, refusals).ToList();
        var missing = gaps.Select(gap => gap.Layer).ToHashSet();
        return new SandboxReport([.. Enum.GetValues<SandboxLayer>().Where(layer => !missing.Contains(layer))], gaps);
    }

    private static IEnumerable<SandboxGap> Gaps(
        SandboxTools tools,
        Confinement confinement,
        IReadOnlyDictionary<Confinement, string> refusals)
    {
        var isIsolated = confinement is Confinement.IsolatedAndFiltered or Confinement.Isolated or Confinement.Landlocked;
        if (tools.Prlimit is null)
            yield return new SandboxGap(SandboxLayer.ResourceLimits, "prlimit is not installed.", InstallUtilLinux);
        if (tools.Setpriv is null && !isIsolated)
            yield return new SandboxGap(SandboxLayer.NoPrivileges, "setpriv is not installed.", InstallUtilLinux);
        if (tools.IsRoot && (!isIsolated || confinement == Confinement.Landlocked || tools.Setpriv is null))
            yield return new SandboxGap(SandboxLayer.UnprivilegedUser, "The service runs as root.", RunUnprivileged);
        if (confinement == Confinement.None)
            yield return new SandboxGap(SandboxLayer.NoNetwork, $"unshare: {refusals[Confinement.NetworkOnly]}", AllowNamespaces);
        if (!isIsolated)
        {
            var cause = $"bwrap: {refusals[Confinement.Isolated]} Landlock: {refusals[Confinement.Landlocked]}";
            yield return new SandboxGap(SandboxLayer.FileIsolation, cause, AllowNamespaces);
            yield return new SandboxGap(SandboxLayer.ProcessIsolation, cause, AllowNamespaces);
        }

        if (confinement is not (Confinement.IsolatedAndFiltered or Confinement.Landlocked))
        {
            yield return new SandboxGap(
                SandboxLayer.CallFilter,
                $"bwrap --seccomp: {refusals[Confinement.IsolatedAndFiltered]}",
                isIsolated ? "Use a kernel with seccomp filters on x86-64 or arm64." : AllowNamespaces);
        }
    }
}
