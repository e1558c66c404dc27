using System.Buffers;

namespace Grpc.Core;

/// <summary>Hands an array to a contextual deserializer, once.</summary>
internal sealed class ArrayDeserializationContext(byte[] payload) : DeserializationContext
{
    private bool _taken;

    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => Take();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(Take());

    private byte[] Take()
    {
        if (_taken)
            throw new InvalidOperationException("The payload can be read once only.");
        _taken = true;
        return payload;
    }
}
