using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Charts;

/// <summary>One object that the chart renders.</summary>
internal sealed record Manifest(Dictionary<string, object?> Node)
{
    public string Kind => YamlText.Text(Node, "kind")!;

    public string Name => YamlText.Text(Node, "metadata", "name")!;

    public string Who => $"{Kind} {Name}";

    /// <summary>The pod that it is or makes; null where it makes none.</summary>
    public Dictionary<string, object?>? Pod => Kind switch
    {
        "Pod" => YamlText.Map(Node, "spec"),
        "Deployment" or "Job" or "StatefulSet" or "DaemonSet" => YamlText.Map(Node, "spec", "template", "spec"),
        _ => null,
    };

    public IEnumerable<Dictionary<string, object?>> Containers => Pod is null
        ? []
        : YamlText.List(Pod, "containers").Concat(YamlText.List(Pod, "initContainers")).OfType<Dictionary<string, object?>>();

    /// <summary>The variables of its first container: the value, or where it comes from.</summary>
    public Dictionary<string, string> Variables => YamlText.List(Containers.First(), "env").ToDictionary(
        entry => YamlText.Text(entry, "name")!,
        entry => YamlText.Text(entry, "value")
            ?? YamlText.Text(entry, "valueFrom", "fieldRef", "fieldPath")
            ?? $"{YamlText.Text(entry, "valueFrom", "secretKeyRef", "name")}/{YamlText.Text(entry, "valueFrom", "secretKeyRef", "key")}");

    public static List<Manifest> Read(string text) => [.. YamlText.Documents(text).Select(node => new Manifest(node))];

    public static async Task<List<Manifest>> RenderedAsync(string values) => Read(await Helm.RenderAsync(values));
}
