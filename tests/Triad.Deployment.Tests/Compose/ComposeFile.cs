using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Compose;

/// <summary>deploy/compose.yaml.</summary>
internal sealed record ComposeFile(Dictionary<string, object?> Node)
{
    public static ComposeFile Read() =>
        new(YamlText.Documents(File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "compose.yaml"))).Single());

    public IEnumerable<string> Services => YamlText.Map(Node, "services").Keys;

    public Dictionary<string, object?> Service(string name) => YamlText.Map(Node, "services", name);

    public string Image(string service) => YamlText.Text(Service(service), "image")!;

    public Dictionary<string, string> Variables(string service) =>
        YamlText.Map(Service(service), "environment").ToDictionary(one => one.Key, one => YamlText.Text(one.Value)!);

    /// <summary>The ports that a service listens on.</summary>
    public IEnumerable<string> Ports(string service) => YamlText.List(Service(service), "ports").Select(port => YamlText.Text(port)!.Split(':')[^1])
        .Concat(YamlText.List(Service(service), "expose").Select(port => YamlText.Text(port)!));

    public IEnumerable<string> SecretTargets(string service) =>
        YamlText.List(Service(service), "secrets").Select(secret => YamlText.Text(secret, "target")!);
}
