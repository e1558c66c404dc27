namespace Triad.Core.Usage.Metering;

/// <summary>
/// The bytes of a segment, little endian. A head of one slot: "TrUS0001", the segment's id (16 bytes), when it was begun (ticks of UTC). Then
/// slots of 512 bytes: the amount in millionths (8 bytes), the length of the key (4 bytes; 0 where the slot is free), 4 bytes of nothing, the
/// key. The length is written after the key, so a slot with a length is whole; an amount is one aligned word, so it is never half written.
/// </summary>
internal static class SegmentLayout
{
    public const int SlotBytes = 512;
    public const int Slots = 1023;
    public const int FileBytes = SlotBytes * (Slots + 1);
    public const int LengthOffset = 8;
    public const int KeyOffset = 16;
    public const int MaxKeyBytes = SlotBytes - KeyOffset;
    public const int IdOffset = 8;
    public const int BegunOffset = 24;
    public const string Extension = ".usage";

    public static ReadOnlySpan<byte> Magic => "TrUS0001"u8;

    public static long OffsetOf(int slot) => (slot + 1L) * SlotBytes;
}
