using System.CommandLine;
using Triad.Client;

namespace Triad.Cli.Metadata;

/// <summary>The options that give metadata or ask for it.</summary>
internal static class MetadataOption
{
    private const string Form = "Text, unless KEY:int=5, KEY:number=1.5, KEY:bool=true or KEY:json=[\"a\",\"b\"] says otherwise, or all is a JSON object.";

    public static Option<string[]> Values() => Of("--metadata", "A value to find and filter by; may be repeated.");

    public static Option<string[]> Where() => Of("--where", "Its metadata has this value; may be repeated.");

    public static Option<string[]> WhereNot() => Of("--where-not", "Its metadata must not have this value; may be repeated.");

    /// <summary>The values of one video, each key once.</summary>
    public static Dictionary<string, MetadataValue> Read(string[]? given)
    {
        var values = new Dictionary<string, MetadataValue>(StringComparer.Ordinal);
        foreach (var (key, value) in (given ?? []).SelectMany(MetadataPairs.Parse))
        {
            if (!values.TryAdd(key, value))
                throw Invocation.CommandException.WrongUse("--metadata", key, "Give each key once; KEY:json=[\"a\",\"b\"] has several texts");
        }

        return values;
    }

    private static Option<string[]> Of(string name, string what) => new(name) { Description = $"{what} {Form}", HelpName = "KEY=VALUE" };
}
