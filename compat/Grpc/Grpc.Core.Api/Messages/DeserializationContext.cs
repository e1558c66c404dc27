using System.Buffers;

namespace Grpc.Core;

public abstract class DeserializationContext
{
    protected DeserializationContext()
    {
    }

    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
