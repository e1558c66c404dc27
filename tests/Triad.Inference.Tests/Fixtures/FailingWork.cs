namespace Triad.Inference.Tests.Fixtures;

/// <summary>A row that the held graph fails on.</summary>
internal sealed class FailingWork() : ValueWork(Value)
{
    public const float Value = -666;
}
