using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Core.Durability;

namespace Triad.Inference.Hub.Downloads;

/// <summary>
/// The revisions and hashes that first downloads recorded, in a file of the models folder. No hash in it is written by hand; to take a
/// newer revision, remove the model's entry.
/// </summary>
internal sealed class ModelPins(string models)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "catalogue.lock.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private string File => Path.Combine(models, FileName);

    /// <summary>What was recorded of a model from a source; null for nothing.</summary>
    /// <exception cref="HubFormatException">The file is not what this class writes.</exception>
    public ModelPin? Find(string model, string source)
    {
        if (!System.IO.File.Exists(File))
            return null;
        var entry = HubJson.Parse(FileName, System.IO.File.ReadAllBytes(File))["models"][model];
        return entry.IsNull || entry["source"].Text() != source
            ? null
            : new ModelPin(source, entry["revision"].Text(), entry["files"].Fields.ToDictionary(
                file => file.Name, file => file.Value.Text(), StringComparer.Ordinal));
    }

    /// <summary>Records a download. Files of other variants that were recorded of the same revision stay.</summary>
    public void Record(string model, ModelPin pin)
    {
        using var held = FolderLock.Take(Path.Combine(models, ".catalogue.lock"), FileName);
        var root = System.IO.File.Exists(File)
            ? JsonNode.Parse(System.IO.File.ReadAllBytes(File))!.AsObject()
            : new JsonObject { ["format"] = 1, ["models"] = new JsonObject() };
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Find(model, pin.Source) is { } before && before.Revision == pin.Revision)
        {
            foreach (var (path, hash) in before.Files)
                files[path] = hash;
        }

        foreach (var (path, hash) in pin.Files)
            files[path] = hash;
        var entry = new JsonObject { ["source"] = pin.Source, ["revision"] = pin.Revision };
        entry["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value)));
        root["models"]!.AsObject()[model] = entry;
        Write(Encoding.UTF8.GetBytes(root.ToJsonString(Indented) + "\n"));
    }

    // Whole or not at all, whatever ends the process.
    private void Write(byte[] content)
    {
        var beside = $"{File}.new";
        using (var to = System.IO.File.Create(beside))
        {
            to.Write(content);
            to.Flush(flushToDisk: true);
        }

        System.IO.File.Move(beside, File, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(File)!);
    }
}
