namespace Triad.Client.Tests.Library;

/// <summary>A stream that cannot go back, as one from a network.</summary>
internal sealed class ForwardOnlyStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
