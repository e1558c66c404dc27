using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Recordings;

namespace Triad.Doubles.Tests.Recordings;

public sealed class RecordingReaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_OfCallsWithAnswersAndErrors_HasBoth()
    {
        const string Request = """{"points": [{"vectors": {"vector": {"dense": {"data": ["NaN"]}}}}]}""";
        const string Error = """{"code": "INVALID_ARGUMENT", "message": "no"}, "until": true""";
        var calls = Read(
            $$"""{"n": 1, "scene": "write", "call": "qdrant.Points/Upsert", "request": {{Request}}, "response": {"time": 0} }""",
            "",
            $$"""{"n": 2, "call": "qdrant.Points/Count", "request": {}, "error": {{Error}} }""");

        Assert.Equal(("write", "qdrant.Points/Upsert", false), (calls[0].Scene, calls[0].Call, calls[0].Until));
        Assert.True(float.IsNaN(Assert.IsType<UpsertPoints>(calls[0].Request).Points[0].Vectors.Vector.Dense.Data[0]));
        Assert.IsType<PointsOperationResponse>(calls[0].Response);
        Assert.Equal((2, new Status(StatusCode.InvalidArgument, "no"), true), (calls[1].Number, calls[1].Error, calls[1].Until));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"n": 1, "call": "qdrant.Points/Steal", "request": {}, "response": {}}""")]
    [InlineData("""{"n": 1, "call": "qdrant.Points/Count", "request": 5, "response": {}}""")]
    [InlineData("""{"n": 1, "call": "qdrant.Points/Count", "request": {}, "error": {"code": "ODD", "message": ""}}""")]
    public void Read_OfALineThatIsNoCall_NamesTheLine(string line)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("", line));

        Assert.StartsWith("Line 2 of", error.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<RecordedCall> Read(params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        return RecordingReader.Read(_file);
    }
}
