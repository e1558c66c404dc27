using System.Buffers;

namespace Grpc.Core;

public abstract class SerializationContext
{
    protected SerializationContext()
    {
    }

    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>A hint that may come before the buffer writer is asked for; ignoring it is allowed.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotImplementedException();
}
