using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Metadata;

/// <summary>
/// Reads <c>KEY=VALUE</c>, whose value is the text as it stands, <c>KEY:TYPE=VALUE</c>, or a JSON object. Keys have no colon, so neither form can be
/// taken for the other. A number that the platform would not give back as it was written is refused.
/// </summary>
internal static class MetadataPairs
{
    private const string Pair = "KEY=VALUE";

    public static IEnumerable<KeyValuePair<string, MetadataValue>> Parse(string text)
    {
        if (text.StartsWith('{'))
            return FromObject(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw CommandException.WrongUse(Pair, text, "Put a key and '=' before the value");
        var (name, value) = (text[..equals], text[(equals + 1)..]);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? [new(name, value)] : [new(name[..colon], Typed(text, name[(colon + 1)..], value))];
    }

    private static MetadataValue Typed(string text, string type, string value) => type switch
    {
        "text" => value,
        "int" => ExactNumber.ParseInteger(value) ?? throw Wrong(text, "Give a whole number of at most 15 digits, or leave ':int' out to store a text"),
        "number" => ExactNumber.Parse(value) ?? throw Wrong(text, "Give a number of at most 15 digits, or leave ':number' out to store a text"),
        "bool" => bool.TryParse(value, out var truth) ? truth : throw Wrong(text, "Give true or false"),
        "json" => FromJson(text, value),
        _ => throw Wrong(text, "Use int, number, bool, text or json behind the colon"),
    };

    private static MetadataValue FromJson(string text, string json)
    {
        using var document = Document(text, json);
        return ValueOf(text, document.RootElement);
    }

    private static List<KeyValuePair<string, MetadataValue>> FromObject(string text)
    {
        using var document = Document(text, text);
        return [.. document.RootElement.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, ValueOf(text, member.Value)))];
    }

    private static JsonDocument Document(string text, string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw Wrong(text, "It is not JSON: mind the quotes of the shell");
        }
    }

    private static MetadataValue ValueOf(string text, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => ExactNumber.Parse(value.GetRawText()) ?? throw Wrong(text, "Give numbers of at most 15 digits, or put them in quotes to store texts"),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
        _ => throw Wrong(text, "A value is a text, a number, true, false or a list of texts"),
    };

    private static CommandException Wrong(string text, string remedy) => CommandException.WrongUse(Pair, text, remedy);
}
