using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Charts;

/// <summary>The rules for a pod: the level "restricted" of Kubernetes' pod security, no writable root, limits, probes, fixed images.</summary>
internal static class PodPolicies
{
    private static readonly string[] Volumes = ["configMap", "emptyDir", "persistentVolumeClaim", "secret", "projected", "downwardAPI", "ephemeral", "csi"];
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] Profiles = ["RuntimeDefault", "Localhost"];

    /// <summary>What a pod does wrong, by name.</summary>
    public static IEnumerable<string> Faults(Manifest one)
    {
        var pod = one.Pod!;
        foreach (var shared in (string[])["hostNetwork", "hostPID", "hostIPC"])
        {
            if (YamlText.Text(pod, shared) == "true")
                yield return $"{one.Who}: {shared}";
        }

        if (YamlText.Text(pod, "automountServiceAccountToken") != "false")
            yield return $"{one.Who}: it has a token for the API of Kubernetes";
        if (YamlText.Text(pod, "securityContext", "runAsNonRoot") != "true" || YamlText.Text(pod, "securityContext", "runAsUser") is null or "0")
            yield return $"{one.Who}: it may run as root";
        if (!Profiles.Contains(YamlText.Text(pod, "securityContext", "seccompProfile", "type")))
            yield return $"{one.Who}: no profile of seccomp";
        foreach (var volume in YamlText.List(pod, "volumes").OfType<Dictionary<string, object?>>())
        {
            if (!volume.Keys.Any(Volumes.Contains))
                yield return $"{one.Who}: the volume {volume["name"]} is of a kind that is not allowed";
        }

        foreach (var fault in one.Containers.SelectMany(container => Faults(container, isServer: one.Kind == "Deployment")
            .Select(fault => $"{one.Who} {container["name"]}: {fault}")))
            yield return fault;
    }

    private static IEnumerable<string> Faults(Dictionary<string, object?> container, bool isServer)
    {
        var image = YamlText.Text(container, "image") ?? "";
        var isFixed = image.Contains("@sha256:", StringComparison.Ordinal) || (image.Split('/')[^1].Split(':') is [_, var tag] && tag is not ("latest" or ""));
        if (!isFixed)
            yield return $"the image '{image}' has no fixed tag";
        var security = YamlText.Map(container, "securityContext");
        if (YamlText.Text(security, "privileged") == "true")
            yield return "privileged";
        if (YamlText.Text(security, "allowPrivilegeEscalation") != "false")
            yield return "it may gain privileges";
        if (YamlText.Text(security, "readOnlyRootFilesystem") != "true")
            yield return "the root file system can be written";
        if (!YamlText.List(security, "capabilities", "drop").Contains("ALL") || YamlText.At(security, "capabilities", "add") is not null)
            yield return "it has capabilities";
        if (YamlText.Text(security, "seccompProfile", "type") is { } profile && !Profiles.Contains(profile))
            yield return $"the profile of seccomp {profile}";
        foreach (var resource in (string[])["cpu", "memory"])
        {
            if (YamlText.At(container, "resources", "requests", resource) is null)
                yield return $"no {resource} request";
        }

        if (YamlText.At(container, "resources", "limits", "memory") is null)
            yield return "no memory limit";
        foreach (var port in YamlText.List(container, "ports").Where(port => YamlText.At(port, "hostPort") is not null))
            yield return $"a port of the node, {YamlText.Text(port, "hostPort")}";
        foreach (var probe in Probes.Where(probe => isServer && YamlText.At(container, probe) is null))
            yield return $"no {probe}";
    }
}
