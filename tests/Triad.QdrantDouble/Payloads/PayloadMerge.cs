using Qdrant.Client.Grpc;

namespace Triad.Doubles.Payloads;

/// <summary>Puts values into a payload; null takes a key away.</summary>
internal static class PayloadMerge
{
    public static void Into(IDictionary<string, Value> payload, IReadOnlyDictionary<string, Value> given)
    {
        foreach (var (key, value) in given)
        {
            if (value.IsNull())
                payload.Remove(key);
            else
                payload[key] = value.Clone();
        }
    }
}
