using System.Text.Json;

namespace Triad.Inference.Hub;

/// <summary>One value of a JSON file with its path, so that whatever is wrong is told with file and field.</summary>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="Path">The path from the file's root; empty for the root.</param>
/// <param name="Element">The value.</param>
internal readonly record struct HubJson(string File, string Path, JsonElement Element)
{
    private const string Remedy = "Take the file as the model's makers publish it.";
    private const int Shown = 60;

    /// <summary>Reads a file's content. What it gives lives on by itself.</summary>
    /// <exception cref="HubFormatException">It is not JSON.</exception>
    public static HubJson Parse(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return new HubJson(file, "", document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new HubFormatException(file, "", $"is not JSON: {exception.Message.TrimEnd('.')}", Remedy);
        }
    }

    /// <summary>True where nothing is given.</summary>
    public bool IsNull => Element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The items of a list.</summary>
    public IEnumerable<HubJson> Items
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.Array)
                throw Wrong("a list");
            var (file, path, index) = (File, Path, 0);
            return Element.EnumerateArray().Select(item => new HubJson(file, $"{path}[{index++}]", item));
        }
    }

    /// <summary>The fields of an object.</summary>
    public IEnumerable<(string Name, HubJson Value)> Fields
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.Object)
                throw Wrong("an object");
            var fields = new List<(string Name, HubJson Value)>();
            try
            {
                foreach (var pair in Element.EnumerateObject())
                    fields.Add((pair.Name, new HubJson(File, Join(Path, pair.Name), pair.Value)));
            }
            catch (InvalidOperationException)
            {
                // Half of a pair of surrogates is found only when the name is read.
                throw Because("has a field whose name is no text of whole characters");
            }

            return fields;
        }
    }

    /// <summary>A field; nothing where the object lacks it.</summary>
    public HubJson this[string name] => Element.ValueKind != JsonValueKind.Object
        ? throw Wrong("an object")
        : new HubJson(File, Join(Path, name), Element.TryGetProperty(name, out var value) ? value : default);

    /// <summary>A text.</summary>
    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
            throw Wrong("a text");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates is found only when the text is read.
            throw Wrong("a text of whole characters");
        }
    }

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

    /// <summary>A whole number of at least 0, of any size.</summary>
    public long Long() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var value) && value >= 0
        ? value
        : throw Wrong("a whole number of at least 0");

    /// <summary>A number.</summary>
    public double Number() => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value)
        ? value
        : throw Wrong("a number");

    /// <summary>The value is none of what is supported.</summary>
    public HubFormatException Unsupported(IEnumerable<string> supported) =>
        new(File, Path, $"is {Value()}, which this version does not support",
            $"Supported: {string.Join(", ", supported.Order(StringComparer.Ordinal))}.");

    /// <summary>The value is wrong in a way of its own.</summary>
    /// <param name="problem">What is wrong, with the value.</param>
    /// <param name="remedy">What to do about it, where it is not to take another file.</param>
    public HubFormatException Because(string problem, string remedy = Remedy) => new(File, Path, problem, remedy);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private HubFormatException Wrong(string expected) =>
        new(File, Path, IsNull ? $"is missing, expected {expected}" : $"is {Value()}, expected {expected}", Remedy);

    private string Value()
    {
        var raw = Element.ValueKind == JsonValueKind.Undefined ? "missing" : Element.GetRawText();
        return raw.Length <= Shown ? raw : string.Concat(raw.AsSpan(0, Shown), "…");
    }
}
