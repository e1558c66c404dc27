namespace Triad.Client;

/// <summary>A text.</summary>
/// <param name="Text">1 to 4,096 characters.</param>
public sealed record TextPart(string Text) : QueryPart
{
    private protected override void Fill(V1.Part part) => part.Text = Text;
}
