using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Triad.Inference.Packages;

/// <summary>
/// Reads one JSON object of model.json field by field. Everything that is missing, misplaced, of another type or out of range is noted
/// as a problem, and reading goes on with a placeholder, so that one look shows all that is wrong.
/// </summary>
internal sealed partial class ManifestObject
{
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<PackageProblem> _problems;

    public ManifestObject(string path, JsonElement element, List<PackageProblem> problems)
    {
        (_path, _problems) = (path, problems);
        foreach (var field in element.EnumerateObject())
            if (!_fields.TryAdd(field.Name, field.Value))
                Note(field.Name, "is there twice", "Keep one.");
    }

    /// <summary>The names of all fields.</summary>
    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>A text of bounded length that is not blank.</summary>
    public string Text(string name, int maxLength = 4096)
    {
        if (Take(name, JsonValueKind.String, "a text") is not { } element)
            return "";
        var text = element.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            Note(name, "is blank", "Give a text.");
        else if (text.Length > maxLength)
            Note(name, $"has {text.Length} characters, more than {maxLength}", "Shorten it.");
        return text;
    }

    /// <summary>A file name without any folder: a package never reaches outside its folder.</summary>
    public string FileName(string name)
    {
        var file = Text(name, 100);
        if (file.Length > 0 && !IsFileName(file))
            Note(
                name,
                $"is '{file}'",
                "Name a file in the package's folder by letters, digits, dot, underscore and hyphen, without any path.");
        return file;
    }

    /// <summary>True for a plain file name that stays in its folder.</summary>
    public static bool IsFileName(string name) => FileForm().IsMatch(name) && name != ModelManifest.FileName;

    /// <summary>True or false.</summary>
    public bool Truth(string name)
    {
        _read.Add(name);
        if (!_fields.TryGetValue(name, out var element))
            Note(name, "is missing", "Give true or false.");
        else if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        else
            Note(name, $"is {Shown(element)}", "Give true or false.");
        return false;
    }

    /// <summary>One of some words.</summary>
    /// <returns>What it stands for; what the first one stands for where it is none of them.</returns>
    public T Choice<T>(string name, params (string Word, T Value)[] choices)
    {
        var text = Text(name, 100);
        foreach (var (word, value) in choices)
            if (word == text)
                return value;
        if (text.Length > 0)
            Note(name, $"is '{text}'", $"Use one of {string.Join(", ", choices.Select(choice => choice.Word))}.");
        return choices[0].Value;
    }

    /// <summary>A whole number within a range.</summary>
    public int Integer(string name, int minimum, int maximum)
    {
        if (Take(name, JsonValueKind.Number, "a whole number") is not { } element)
            return minimum;
        if (element.TryGetInt32(out var value) && value >= minimum && value <= maximum)
            return value;
        Note(name, $"is {Shown(element)}, not a whole number from {minimum} to {maximum}", "Correct it.");
        return minimum;
    }

    /// <summary>A number within a range, ends included.</summary>
    public double Number(string name, double minimum, double maximum)
    {
        if (Take(name, JsonValueKind.Number, "a number") is not { } element)
            return minimum;
        if (element.TryGetDouble(out var value) && value >= minimum && value <= maximum)
            return value;
        Note(name, Invariant($"is {Shown(element)}, not a number from {minimum} to {maximum}"), "Correct it.");
        return minimum;
    }

    /// <summary>An array of a fixed number of numbers within a range.</summary>
    public IReadOnlyList<double> Numbers(string name, int count, double minimum, double maximum)
    {
        if (Take(name, JsonValueKind.Array, $"an array of {count} numbers") is not { } element)
            return new double[count];
        var values = new List<double>();
        foreach (var item in element.EnumerateArray())
            if (item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var value) && value >= minimum && value <= maximum)
                values.Add(value);
            else
                Note(name, Invariant($"holds {Shown(item)}, not a number from {minimum} to {maximum}"), "Correct it.");
        if (element.GetArrayLength() != count)
            Note(name, $"has {element.GetArrayLength()} numbers", $"Give {count}.");
        return values.Count == count ? values : new double[count];
    }

    /// <summary>An array of distinct texts, at least one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Take(name, JsonValueKind.Array, "an array of texts") is not { } element)
            return [];
        var values = new List<string>();
        foreach (var item in element.EnumerateArray())
            if (item.ValueKind != JsonValueKind.String)
                Note(name, $"holds {Shown(item)}, not a text", "Correct it.");
            else if (values.Contains(item.GetString()!))
                Note(name, $"holds '{item.GetString()}' twice", "Keep one.");
            else
                values.Add(item.GetString()!);
        if (element.GetArrayLength() == 0)
            Note(name, "is empty", "Give at least one.");
        return values;
    }

    /// <summary>A nested object; null where it is missing.</summary>
    public ManifestObject? Object(string name) =>
        Take(name, JsonValueKind.Object, "an object") is { } element ? new ManifestObject(PathOf(name), element, _problems) : null;

    /// <summary>A nested object that is there exactly where it is wanted.</summary>
    public ManifestObject? ObjectWhere(bool wanted, string name, string reason)
    {
        if (wanted)
            return Object(name);
        if (_read.Add(name) && _fields.ContainsKey(name))
            Note(name, $"is given although {reason}", "Remove it.");
        return null;
    }

    /// <summary>Notes a problem of a field.</summary>
    public void Note(string name, string message, string remedy) =>
        _problems.Add(new PackageProblem(ModelManifest.FileName, PathOf(name), message, remedy));

    /// <summary>Notes every field that nobody read.</summary>
    public void Close()
    {
        foreach (var name in _fields.Keys.Where(name => !_read.Contains(name)))
            Note(name, "is not a field of this format", "Remove it, or use a version of Triad that knows it.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shown(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Length <= 40 ? raw : string.Concat(raw.AsSpan(0, 40), "…");
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private JsonElement? Take(string name, JsonValueKind kind, string expected)
    {
        _read.Add(name);
        if (!_fields.TryGetValue(name, out var element))
            Note(name, "is missing", $"Give {expected}.");
        else if (element.ValueKind != kind)
            Note(name, $"is {Shown(element)}", $"Give {expected}.");
        else
            return element;
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FileForm();
}
