using System.Text.Json;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>One value of a tokenizer.json with its path, so that whatever is wrong is told with the field.</summary>
/// <param name="Path">The path from the file's root; empty for the root.</param>
/// <param name="Element">The value.</param>
internal readonly record struct TokenizerJson(string Path, JsonElement Element)
{
    private const string Remedy = "Take the file as the model's makers publish it.";
    private const int Shown = 60;

    /// <summary>True where nothing is given.</summary>
    public bool IsNull => Element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The items of a list.</summary>
    public IEnumerable<TokenizerJson> Items
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.Array)
                throw Wrong("a list");
            var (path, index) = (Path, 0);
            return Element.EnumerateArray().Select(item => new TokenizerJson($"{path}[{index++}]", item));
        }
    }

    /// <summary>The fields of an object.</summary>
    public IEnumerable<(string Name, TokenizerJson Value)> Fields
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.Object)
                throw Wrong("an object");
            var path = Path;
            return Element.EnumerateObject().Select(pair => (pair.Name, new TokenizerJson(Join(path, pair.Name), pair.Value)));
        }
    }

    /// <summary>A field; nothing where the object lacks it.</summary>
    public TokenizerJson this[string name] => Element.ValueKind != JsonValueKind.Object
        ? throw Wrong("an object")
        : new TokenizerJson(Join(Path, name), Element.TryGetProperty(name, out var value) ? value : default);

    /// <summary>A text.</summary>
    public string Text() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Wrong("a text");

    /// <summary>A text, or another where it is not given.</summary>
    public string Text(string otherwise) => IsNull ? otherwise : Text();

    /// <summary>A truth value, or another where it is not given.</summary>
    public bool Truth(bool otherwise) => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when IsNull => otherwise,
        _ => throw Wrong("true or false"),
    };

    /// <summary>A whole number of at least 0.</summary>
    public int Whole() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) && value >= 0
        ? value
        : throw Wrong("a whole number of at least 0");

    /// <summary>A number.</summary>
    public double Number() => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value)
        ? value
        : throw Wrong("a number");

    /// <summary>The value is none of what is supported.</summary>
    public TokenizerFormatException Unsupported(IEnumerable<string> supported) =>
        new(Path, $"is {Value()}, which this version does not support", $"Supported: {string.Join(", ", supported.Order(StringComparer.Ordinal))}.");

    /// <summary>The value is wrong in a way of its own.</summary>
    public TokenizerFormatException Because(string problem) => new(Path, problem, Remedy);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private TokenizerFormatException Wrong(string expected) =>
        new(Path, IsNull ? $"is missing, expected {expected}" : $"is {Value()}, expected {expected}", Remedy);

    private string Value()
    {
        var raw = Element.ValueKind == JsonValueKind.Undefined ? "missing" : Element.GetRawText();
        return raw.Length <= Shown ? raw : string.Concat(raw.AsSpan(0, Shown), "…");
    }
}
