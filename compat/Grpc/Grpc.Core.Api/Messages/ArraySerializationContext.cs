using System.Buffers;

namespace Grpc.Core;

/// <summary>Gathers what a contextual serializer writes, for those who want an array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] GetPayload() => _payload ?? throw new InvalidOperationException("The serializer did not complete the payload.");

    public override void Complete(byte[] payload) => SetPayload(payload);

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void Complete() => SetPayload(_writer?.WrittenSpan.ToArray() ?? []);

    private void SetPayload(byte[] payload)
    {
        if (_payload is not null)
            throw new InvalidOperationException("The payload was completed before.");
        _payload = payload;
    }
}
