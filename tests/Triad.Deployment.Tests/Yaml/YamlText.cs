using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triad.Deployment.Tests.Yaml;

/// <summary>YAML as plain dictionaries, lists and texts, with anchors and merge keys resolved.</summary>
internal static class YamlText
{
    private const string MergeKey = "<<";

    /// <summary>All documents of a text that are not empty.</summary>
    public static List<Dictionary<string, object?>> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Plain(document.RootNode)).OfType<Dictionary<string, object?>>()];
    }

    /// <summary>The value at a path of keys; null where there is none.</summary>
    public static object? At(object? node, params string[] path)
    {
        foreach (var key in path)
            node = node is Dictionary<string, object?> map && map.TryGetValue(key, out var value) ? value : null;
        return node;
    }

    public static string? Text(object? node, params string[] path) => At(node, path) switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    public static Dictionary<string, object?> Map(object? node, params string[] path) => At(node, path) as Dictionary<string, object?> ?? [];

    public static List<object?> List(object? node, params string[] path) => At(node, path) as List<object?> ?? [];

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => PlainMap(map),
        YamlSequenceNode list => list.Select(Plain).ToList(),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => true,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => false,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"{node.NodeType} is not looked for here."),
    };

    private static Dictionary<string, object?> PlainMap(YamlMappingNode node)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children)
        {
            if (((YamlScalarNode)key).Value != MergeKey)
            {
                map[((YamlScalarNode)key).Value!] = Plain(value);
                continue;
            }

            foreach (var merged in (value as YamlSequenceNode)?.Children ?? [value])
            {
                foreach (var (name, inherited) in PlainMap((YamlMappingNode)merged))
                    map.TryAdd(name, inherited);
            }
        }

        return map;
    }
}
