using Triad.Core.Encryption;
using Triad.Grains.Abstractions.DataKeys;

namespace Triad.Grains.DataKeys;

/// <summary>Maps wrapped keys to and from what crosses between grains.</summary>
internal static class DataKeyMapping
{
    public static DataKeySnapshot ToSnapshot(WrappedKey key) => new(key.KeyId, key.WrappedBy, key.Text, IsDestroyed: false);

    public static WrappedKey ToWrapped(DataKeySnapshot key) => new(key.KeyId, key.WrappedBy, key.Text);
}
