namespace Triad.EndToEnd.Tests.Servers;

public sealed class ErrorLogTests
{
    [Theory]
    [InlineData("12:34:56 fail: Triad.Gateway.Errors.FaultPolicy[2] Search failed unexpectedly", true)]
    [InlineData("12:34:56 crit: Microsoft.Extensions.Hosting[11] Hosting failed to start", true)]
    [InlineData("12:34:56 warn: Triad.Grains.IngestHosts.IngestWorker[0] Video could not be ingested: fail: no", false)]
    [InlineData("triad is ready on http://127.0.0.1:7443", false)]
    public void Read_Line_IsUnexpectedOnlyWhereItIsAnError(string line, bool unexpected)
    {
        var log = new ErrorLog();

        log.Read(line);

        Assert.Equal(unexpected, log.Unexpected.Any());
    }

    [Fact]
    public void Expect_TextOfAnError_LetsItPass()
    {
        var log = new ErrorLog();
        log.Read("12:34:56 fail: Triad.Vectors[1] Vector shard acme/0 failed with StorageFull");

        log.Expect("StorageFull");

        Assert.Empty(log.Unexpected);
    }
}
