using System.Text.Json;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>How requests to an endpoint and its answers are written: one class and one registration.</summary>
internal interface IRemoteForm : IPlugIn
{
    /// <summary>True where a request may have several inputs.</summary>
    bool Batches { get; }

    /// <summary>Why it cannot carry what a package sends; null where it can.</summary>
    string? WhyNot(RemoteManifest manifest);

    /// <summary>Writes the fields of a request that have its inputs.</summary>
    void Write(Utf8JsonWriter json, IReadOnlyList<RemoteInput> inputs);

    /// <summary>The vectors of an answer, in the order of the inputs.</summary>
    /// <exception cref="FormatException">It is of another form; the message says how.</exception>
    IReadOnlyList<JsonElement> Read(JsonElement root);
}
