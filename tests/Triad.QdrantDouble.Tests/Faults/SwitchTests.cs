using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using Triad.Testing.Time;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Faults;

public sealed class SwitchTests
{
    [Fact]
    public async Task FailNext_OfAMethod_FailsThatOftenAndChangesNothing()
    {
        await using var sut = await CreateAsync();
        sut.Server.FailNext("Points/Upsert", StatusCode.Unavailable, times: 2, "gone");

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(null, Point(1, 1, 0)));
            Assert.Equal((StatusCode.Unavailable, "gone"), (error.StatusCode, error.Status.Detail));
        }

        Assert.Equal(0UL, await sut.CountAsync());
        Assert.Equal(UpdateStatus.Completed, await sut.UpsertAsync(null, Point(1, 1, 0)));
    }

    [Fact]
    public async Task FailNext_Afterwards_MakesTheCallAndLosesItsAnswer()
    {
        await using var sut = await CreateAsync();
        sut.Server.FailNext("qdrant.Points/Upsert", StatusCode.DeadlineExceeded, afterwards: true);

        await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(null, Point(1, 1, 0)));

        Assert.Equal(1UL, await sut.CountAsync());
    }

    [Theory]
    [InlineData(false, 0UL)]
    [InlineData(true, 1UL)]
    public async Task DropNext_EndsTheConnection_BeforeOrAfterTheCall(bool afterwards, ulong written)
    {
        await using var sut = await CreateAsync();
        sut.Server.DropNext("Points/Upsert", afterwards: afterwards);

        var error = await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(null, Point(1, 1, 0)));

        Assert.True(error.StatusCode is StatusCode.Unavailable or StatusCode.Internal, error.Message);
        Assert.Equal(written, await sut.CountAsync());
    }

    [Fact]
    public async Task Hold_OfAMethod_LetsItsCallsWaitUntilReleased()
    {
        await using var sut = await CreateAsync();
        sut.Server.Hold("Points/Upsert");
        var arrival = sut.Server.NextArrivalAsync("Points/Upsert");

        var write = sut.UpsertAsync(null, Point(1, 1, 0));
        await arrival.WithinAsync("the write to come");
        Assert.Equal(0UL, await sut.CountAsync());
        sut.Server.Release("Points/Upsert");

        Assert.Equal(UpdateStatus.Completed, await write.WithinAsync("the write to be answered"));
        Assert.Equal(1UL, await sut.CountAsync());
    }

    [Fact]
    public async Task Delay_OfAMethod_IsByTheClock()
    {
        var time = new FakeTimeProvider();
        await using var sut = await CreateAsync(time: time);
        sut.Server.Delay("Points/Count", TimeSpan.FromSeconds(10));
        var arrival = sut.Server.NextArrivalAsync("Points/Count");

        var count = sut.CountAsync();
        await arrival.WithinAsync("the call to come");
        while (!count.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal(0UL, await count);
        sut.Server.Delay("Points/Count", TimeSpan.Zero);
        Assert.Equal(0UL, await sut.CountAsync());
    }

    [Theory]
    [InlineData(UpdateStatus.Acknowledged)]
    [InlineData(UpdateStatus.WaitTimeout)]
    public async Task AnswerWrites_WithAStatus_MakesThemAllTheSame(UpdateStatus status)
    {
        await using var sut = await CreateAsync();
        sut.Server.AnswerWrites(status);

        Assert.Equal(status, await sut.UpsertAsync(null, Point(1, 1, 0)));
        Assert.Equal(1UL, await sut.CountAsync());
        Assert.Equal(UpdateStatus.Completed, await sut.UpsertAsync(null, Point(2, 1, 0)));
    }

    [Fact]
    public async Task AnswerWrites_NotApplied_WaitsUntilItIsAsked()
    {
        await using var sut = await CreateAsync();
        sut.Server.AnswerWrites(UpdateStatus.Acknowledged, applied: false);

        Assert.Equal(UpdateStatus.Acknowledged, await sut.UpsertAsync(null, Point(1, 1, 0)));
        Assert.Equal(0UL, await sut.CountAsync());
        sut.Server.ApplyWithheld();

        Assert.Equal(1UL, await sut.CountAsync());
    }

    [Fact]
    public async Task Stop_AndStartAgain_KeepsPortAndData()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 1, 0));
        var port = sut.Server.Port;

        await sut.Server.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => sut.CountAsync());
        await sut.Server.StartAgainAsync();

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(port, sut.Server.Port);
        var patient = new CallOptions().WithWaitForReady();
        Assert.Equal(1UL, (await sut.Points.CountAsync(new CountPoints { CollectionName = Collection }, patient)).Result.Count);
    }

    [Fact]
    public async Task Stop_WithACallThatIsHeld_EndsIt()
    {
        await using var sut = await CreateAsync();
        sut.Server.Hold("Points/Count");
        var arrival = sut.Server.NextArrivalAsync("Points/Count");
        var count = sut.CountAsync();
        await arrival.WithinAsync("the call to come");

        await sut.Server.StopAsync().WithinAsync("the double to stop");

        await Assert.ThrowsAsync<RpcException>(() => count);
    }

    [Fact]
    public async Task Requests_AreSeenInTheirOrder()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 1, 0));
        await sut.CountAsync();

        Assert.Equal(
            ["qdrant.Collections/Create", "qdrant.Points/Upsert", "qdrant.Points/Count"],
            sut.Server.Requests.Select(request => request.Method));
        Assert.Equal(1, sut.Server.CallsOf("Points/Upsert"));
        Assert.Single(Assert.IsType<UpsertPoints>(sut.Server.Requests[1].Request).Points);
        sut.Server.ClearRequests();
        Assert.Empty(sut.Server.Requests);
    }

    [Fact]
    public async Task WhatIsNotComputed_IsUnimplemented()
    {
        await using var sut = await CreateAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await sut.Points.SearchMatrixPairsAsync(new SearchMatrixPoints { CollectionName = Collection }));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }
}
