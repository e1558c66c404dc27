using System.Security.Cryptography;
using System.Text.Json;

namespace Triad.Evaluation.Runs;

/// <summary>The space of a package that no platform has loaded (docs/model-package.md).</summary>
internal static class PackageSpace
{
    private const string FileName = "model.json";
    private const int HashDigits = 16;

    public static string Of(string package)
    {
        var path = Path.Combine(package, FileName);
        if (!File.Exists(path))
            throw EvaluationException.WrongUse("--model", package, $"Name the folder of a model package, with {FileName} in it");
        var content = File.ReadAllBytes(path);
        try
        {
            using var document = JsonDocument.Parse(content);
            return $"{document.RootElement.GetProperty("id").GetString()}@{Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw EvaluationException.WrongUse("--model", path, "Check it with 'triad model check'");
        }
    }
}
