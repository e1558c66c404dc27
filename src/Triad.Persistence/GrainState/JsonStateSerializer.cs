using System.Text.Json;
using Orleans.Storage;

namespace Triad.Persistence.GrainState;

/// <summary>
/// Writes states as JSON in an envelope that says its format: <c>{"format":1,"type":"TenantState","state":{...}}</c> (docs/persistence.md).
/// A property that a state lacks keeps the value of its initialiser, one that its type does not know is ignored: older and newer builds
/// read each other's states. Enums are written as names.
/// </summary>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    private const int Format = 1;

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new StateEnvelope<T>(Format, typeof(T).Name, input), StateJson.Options));

    /// <inheritdoc/>
    /// <exception cref="JsonException">The bytes are not such an envelope.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        var envelope = JsonSerializer.Deserialize<StateEnvelope<T>>(input.ToMemory().Span, StateJson.Options);
        if (envelope is not { State: { } state })
            throw new JsonException($"The stored {typeof(T).Name} has no state.");
        return envelope.Format == Format
            ? state
            : throw new JsonException($"The stored {typeof(T).Name} has format {envelope.Format}; this build reads format {Format}.");
    }
}
