using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Triad.Core.Erasure;

/// <summary>What the platform says of an erasure: the claims of a receipt.</summary>
/// <param name="Id">The receipt's id; an erasure that is asked for again has the same.</param>
/// <param name="Subject">What was erased.</param>
/// <param name="RequestedBy">The id of the API key that asked for it; empty where none did.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="FinishedAt">When all was counted at the end.</param>
/// <param name="Stores">What each store had and has.</param>
/// <param name="Remainders">What may stay all the same.</param>
public sealed record ErasureStatement(
    string Id,
    ErasureSubject Subject,
    string RequestedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    ImmutableArray<StoreErasure> Stores,
    ImmutableArray<ErasureRemainder> Remainders)
{
    /// <summary>Who says so: the claim <c>iss</c>.</summary>
    public const string Issuer = "triad";

    /// <summary>What a receipt is: the header's <c>typ</c>.</summary>
    public const string MediaType = "triad-receipt+jwt";

    /// <summary>The name of the store that holds tenants' data keys: where it had one and has none, the key was destroyed.</summary>
    public const string DataKeyStore = "data-keys";

    /// <summary>True where the key died that the tenant's media was encrypted with: copies elsewhere are unreadable from then on.</summary>
    public bool DataKeyDestroyed => Stores.Any(store => store is { Name: DataKeyStore, Before: > 0, After: 0 });

    /// <summary>The claims as JSON, UTF-8. The form is signed and kept for ever: members are added, never changed.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("iss", Issuer);
            json.WriteNumber("iat", FinishedAt.ToUnixTimeSeconds());
            json.WriteString("jti", Id);
            json.WriteString("erased", Subject.Video is null ? "tenant" : "video");
            json.WriteString("tenant", Subject.Tenant.Value);
            if (Subject.Video is { } video)
                json.WriteString("video", video.Value);
            json.WriteString("requested_by", RequestedBy);
            json.WriteString("started", StartedAt.UtcDateTime);
            json.WriteString("finished", FinishedAt.UtcDateTime);
            json.WriteBoolean("data_key_destroyed", DataKeyDestroyed);
            WriteStores(json);
            WriteRemainders(json);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private void WriteStores(Utf8JsonWriter json)
    {
        json.WriteStartArray("stores");
        foreach (var store in Stores)
        {
            json.WriteStartObject();
            json.WriteString("name", store.Name);
            json.WriteString("unit", store.Unit);
            json.WriteNumber("before", store.Before);
            json.WriteNumber("after", store.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteRemainders(Utf8JsonWriter json)
    {
        json.WriteStartArray("may_stay");
        foreach (var remainder in Remainders)
        {
            json.WriteStartObject();
            json.WriteString("what", remainder.What);
            if (remainder.Until is { } until)
                json.WriteString("until", until.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
